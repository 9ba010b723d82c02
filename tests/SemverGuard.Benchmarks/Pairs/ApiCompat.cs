using Microsoft.DotNet.ApiCompatibility;
using Microsoft.DotNet.ApiCompatibility.Logging;
using Microsoft.DotNet.ApiCompatibility.Rules;
using Microsoft.DotNet.ApiSymbolExtensions;
using Microsoft.DotNet.ApiSymbolExtensions.Logging;

namespace SemverGuard.Benchmarks.Pairs;

/// <summary>Microsoft's comparison of public APIs as its tool does it for one pair, without the process around it.</summary>
internal static class ApiCompat
{
    /// <param name="references">Folders in which the two assemblies' references are looked up; none makes it faster and less exact, as on
    /// its command line.</param>
    /// <returns>How many differences it finds.</returns>
    public static int Compare(string before, string after, params string[] references)
    {
        var log = new Silence();
        var comparer = new ApiComparer(
            new RuleFactory(log, enableRuleAttributesMustMatch: false, enableRuleCannotChangeParameterName: false));
        return comparer.GetDifferences(Load(before), Load(after)).Count();

        Microsoft.CodeAnalysis.IAssemblySymbol Load(string path)
        {
            var loader = new AssemblySymbolLoader(log, resolveAssemblyReferences: references.Length > 0);
            if (references.Length > 0) loader.AddReferenceSearchPaths(references);
            return loader.LoadAssembly(path) ?? throw new InvalidOperationException($"ApiCompat cannot read {path}");
        }
    }

    private sealed class Silence : ISuppressibleLog
    {
        public bool HasLoggedErrors => false;

        public bool HasLoggedErrorSuppressions => false;

        public bool LogError(Suppression suppression, string code, string message) => false;

        public bool LogWarning(Suppression suppression, string code, string message) => false;

        public void LogError(string message) { }

        public void LogError(string code, string message) { }

        public void LogWarning(string message) { }

        public void LogWarning(string code, string message) { }

        public void LogMessage(string message) { }

        public void LogMessage(MessageImportance importance, string message) { }
    }
}
