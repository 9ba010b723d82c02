using System.Collections;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace SemverGuard.Recording;

/// <summary>
/// Why a task failed, as its own fields have it: who asks <see cref="Task.Exception"/> has seen it, and then nobody else is told of an
/// exception that the project looks at nowhere.
/// </summary>
internal static class TaskFailure
{
    private static readonly FieldInfo? Properties =
        typeof(Task).GetField("m_contingentProperties", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <returns>Null where this runtime keeps it in another way.</returns>
    public static Exception? Of(Task task) =>
        Read(Read(Properties?.GetValue(task), "m_exceptionsHolder"), "m_faultExceptions") is IList { Count: > 0 } failures
            ? (failures[0] as ExceptionDispatchInfo)?.SourceException : null;

    private static object? Read(object? holder, string field) =>
        holder?.GetType().GetField(field, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(holder);
}
