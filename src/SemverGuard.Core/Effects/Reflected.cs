namespace SemverGuard.Effects;

/// <summary>Calls by reflection, which wrap what is thrown.</summary>
internal static class Reflected
{
    public const string Exception = "System.Reflection.TargetInvocationException";

    public static bool Is(Operand call) => call.Type switch
    {
        "System.Delegate" or "System.MulticastDelegate" => call.Name == "DynamicInvoke",
        "System.Activator" or "System.Reflection.Assembly" or "System.AppDomain" =>
            call.Name.StartsWith("CreateInstance", StringComparison.Ordinal),
        "System.Type" => call.Name == "InvokeMember",
        "System.Reflection.PropertyInfo" => call.Name is "GetValue" or "SetValue",
        "System.Reflection.EventInfo" => call.Name is "AddEventHandler" or "RemoveEventHandler",
        _ => call.Name == "Invoke" && call.Starts("System.Reflection."),
    };

    /// <summary>Who catches one of these catches what reflection throws.</summary>
    public static bool IsCaughtBy(string type) =>
        type is Exception or "System.ApplicationException" or "System.Exception" or "System.Object";
}
