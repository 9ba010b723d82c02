using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method acts on the world outside where it did not, or no longer does.</summary>
internal static class SideEffects
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        HashSet<string>? options = null;
        HashSet<(string, int)>? names = null;
        foreach (var (step, direction) in pair.Exclusive(StepKind.Call))
        {
            if (step.Target is not { } call || WeightOf(call) is not { } weight || IsDisposedOf(pair, call, direction)) continue;
            // An option that is set to something known is told as that.
            if (call.SetProperty is { } property
                && (options ??= [.. Options.Find(pair).Select(x => x.Subject)]).Contains(call.Type + "." + property))
                continue;
            // So is a setting that is asked for by its name.
            string? setting = AllDetectors.IsSettings(call) ? Array.Find(step.Arguments, x => x.String is not null)?.String : null;
            if (setting is not null && weight == Weight.Faint
                && (names ??= [.. Texts.Find(pair).Select(x => (x.Subject, x.Direction))]).Contains((setting, direction)))
                continue;
            // An own method that is called instead may do it: behind an interface nobody sees which.
            if (direction < 0 && pair.Come.Exists(x => x is { Kind: StepKind.Call, Target: { IsFramework: false } })) weight = Weight.Faint;
            if (step.IsKept || IsClosedAnyway(pair, call)) weight = Weight.Faint;
            string name = call.Symbol == pair.Symbol ? call.ShownIn(pair.Symbol)
                : DisplayName.Short("M:" + call.Symbol.Replace("..ctor", ".#ctor"));
            string text = $"{(direction > 0 ? "now" : "no longer")} {call.Verb} {name}{Given(step)}";
            bool isElsewhere = IsElsewhere(pair, step, direction)
                || setting is not null && TextKeys.IsOfWhatIsMade(pair, setting, direction);
            yield return new Effect(
                EffectKind.SideEffect, Twin(call.Symbol), text, weight) { Direction = direction, IsElsewhere = isElsewhere };
        }
    }

    /// <summary>
    /// The other version disposes of something through the interface, as a <c>using</c> does: whose <c>Dispose</c> that is, is not said.
    /// </summary>
    public static bool IsDisposedOf(MethodPair pair, Operand call, int direction)
    {
        if (call.Name is not ("Dispose" or "DisposeAsync") || pair.WasHandle.IsNil) return false;
        return direction < 0 ? Disposes(pair.AfterSide, pair.IsHandle) && !Disposes(pair.BeforeSide, pair.WasHandle)
            : Disposes(pair.BeforeSide, pair.WasHandle) && !Disposes(pair.AfterSide, pair.IsHandle);

        // More often than enumerators are, which every loop disposes of.
        static bool Disposes(Side side, MethodDefinitionHandle method)
        {
            int times = 0;
            if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return false;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt) || il.Token == 0) continue;
                var call = side.Operands[il.Entity];
                if (call.Type is "System.IDisposable" or "System.IAsyncDisposable") times++;
                else if (call.Name is "GetEnumerator" or "GetAsyncEnumerator") times--;
            }
            return times > 0;
        }
    }

    /// <summary>A connection that both versions end: one more word for it on the way is no other end.</summary>
    private static bool IsClosedAnyway(MethodPair pair, Operand call) =>
        call.Starts("System.Net.Sockets.") && Ends(call) && Ends(pair.Before, call.Type) && Ends(pair.After, call.Type);

    private static bool Ends(Script script, string type) => script.Calls.Any(x => x.Target is { } end && end.Type == type && Ends(end));

    private static bool Ends(Operand call) => call.Name is "Disconnect" or "Shutdown" or "Close" or "Dispose";

    /// <summary>What <c>ReadAsync</c> does to the world <c>Read</c> does too: the one in place of the other is no news.</summary>
    private static string Twin(string symbol)
    {
        const string Suffix = "Async";
        return symbol.EndsWith(Suffix, StringComparison.Ordinal) ? symbol.Substring(0, symbol.Length - Suffix.Length) : symbol;
    }

    /// <summary>A method of the package that the other version calls there does it, or one of an object that it has for that.</summary>
    private static bool IsElsewhere(MethodPair pair, Step step, int direction)
    {
        var (side, steps) = direction < 0 ? (pair.AfterSide, pair.Come) : (pair.BeforeSide, pair.Gone);
        return steps.SelectMany(Instead).Distinct().Any(x => OwnCode.Calls(side, x, (_, call) => call.Symbol == step.Symbol));

        IEnumerable<MethodDefinitionHandle> Instead(Step other)
        {
            var own = other.Target?.OwnMethod ?? default;
            if (other.Kind == StepKind.Call && !own.IsNil) return OwnCode.Answering(side, own);
            if (other is not { Kind: StepKind.Load, Target: { IsOwn: true } field }) return [];
            // That an object is disposed of is no step of its own.
            string type = Literals.FieldType(field);
            return side.Image.FindType(type).IsNil ? []
                : OwnCode.Members(side, type, step.Target!.Name).Concat(OwnCode.Members(side, type, pair.Name));
        }
    }

    /// <summary>What a text as the first argument says: which variable is read, which file is written.</summary>
    private static string Given(Step step)
    {
        const int Longest = 60;
        return step.Arguments.FirstOrDefault(x => x.Kind != ValueKind.This) is { String.Length: > 0 and <= Longest } text
            ? $"({text.Text})"
            : "";
    }

    private static Weight? WeightOf(Operand call)
    {
        if (!call.IsFramework) return null;
        switch (call.Type)
        {
            case "System.IO.File" or "System.IO.Directory":
                return call.Name is "Exists" or "GetLastWriteTimeUtc" or "GetCreationTimeUtc" ? Weight.Faint : Weight.Strong;
            case "System.IO.FileInfo" or "System.IO.DirectoryInfo" or "System.IO.FileSystemInfo":
                return call.Name is "Delete" or "MoveTo" or "CopyTo" or "Create" ? Weight.Strong : null;
            case "System.IO.FileStream": return call.IsConstructor ? Weight.Strong : call.Name == "Flush" ? Weight.Plain : null;
            case "System.IO.Stream" or "System.IO.TextWriter" or "System.IO.StreamWriter":
                return call.Name is "Flush" or "FlushAsync" or "Close" or "Dispose" ? Weight.Plain : null;
            case "System.Threading.Tasks.Task" or "System.Threading.Tasks.TaskFactory":
                return call.Name is "Run" or "StartNew" ? Weight.Strong : call.Name is "Delay" or "Wait" or "WaitAll" ? Weight.Plain : null;
            case "System.Threading.Thread":
                return call.Name is "Start" ? Weight.Strong : call.Name is "Sleep" or "Join" or "Abort" ? Weight.Plain : null;
            case "System.Threading.ThreadPool":
                return call.Name.StartsWith("Queue", StringComparison.Ordinal) || call.Name.StartsWith("Unsafe", StringComparison.Ordinal)
                    ? Weight.Strong
                    : Weight.Plain;
            case "System.Threading.Timer" or "System.Threading.PeriodicTimer": return call.IsConstructor ? Weight.Strong : Weight.Plain;
            case "System.Threading.SynchronizationContext": return Weight.Plain;
            case "System.Diagnostics.Process":
                return call.Name is "Start" or "Kill" ? Weight.Strong : call.Name == "get_StartInfo" ? null : Weight.Plain;
            case "System.Environment":
                return call.Name is "Exit" or "FailFast" or "SetEnvironmentVariable" or "get_CurrentDirectory" or "set_CurrentDirectory"
                    ? Weight.Strong
                    : call.Name == "GetEnvironmentVariable" ? Weight.Faint : null; // one that nobody sets is asked for in vain
            // A switch that is asked for is off until somebody sets it.
            case "System.AppContext": return call.Name.StartsWith("Set", StringComparison.Ordinal) ? Weight.Strong : Weight.Faint;
            case "System.AppDomain":
                return call.Name.StartsWith("add_", StringComparison.Ordinal) || call.Name.StartsWith("remove_", StringComparison.Ordinal)
                    ? Weight.Strong
                    : null;
            case "System.Console": return call.Name.StartsWith("get_", StringComparison.Ordinal) ? Weight.Faint : Weight.Strong;
        }
        // An address is a value.
        if (call.Type.EndsWith("EndPoint", StringComparison.Ordinal)) return null;
        if (call.Starts("System.Net.Sockets.") || call.Type is "System.Net.Dns" or "System.Net.ServicePointManager")
            return call.Name.StartsWith("get_", StringComparison.Ordinal) ? null : Weight.Strong;
        if (call.Starts("System.Net.Http.HttpClient") || call.Type == "System.Net.Http.HttpMessageInvoker")
            return call.Name.StartsWith("get_", StringComparison.Ordinal) || call.IsConstructor ? null : Weight.Strong;
        if (call.Starts("System.Data."))
            return call.Name.StartsWith("Execute", StringComparison.Ordinal)
                || call.Name is "Open" or "OpenAsync" or "Commit" or "Rollback" or "CommitAsync" or "RollbackAsync" or "BeginTransaction"
                ? Weight.Strong
                : null;
        if (call.Type == "System.Security.Cryptography.RandomNumberGenerator") return Weight.Plain;
        if (call.Starts("System.Reflection.Emit.")) return Weight.Faint;
        return call.Starts("Microsoft.Win32.Registry") ? Weight.Strong : null;
    }
}
