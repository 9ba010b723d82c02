namespace SemverGuard.LinkageTests;

/// <summary>Who may use what, where the language's words and the runtime's rules are easily confused.</summary>
public sealed class AccessTests
{
    private const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Lib\")]\n";

    [Fact]
    public void A_friend_does_not_see_private_nested_types()
    {
        var deployment = new Deployment(
            Friend + "class Outer { internal class Inner { } }",
            Friend + "class Outer { private class Inner { } }",
            "public class Api { public void Go() { var x = new Outer.Inner(); } }",
            "public class Program { public void Main() => new Api().Go(); }");
        Assert.Equal(["MethodAccessException T:Outer.Inner"], deployment.Reached());
    }

    [Fact]
    public void A_protected_nested_type_is_for_derived_types_only()
    {
        const string Before = "public class Outer { public class Options { } }",
            After = "public class Outer { protected class Options { } }";
        const string App = "public class Program { public void Main() => new Api().Go(); }";
        var stranger = new Deployment(Before, After, "public class Api { public void Go() { var x = new Outer.Options(); } }", App);
        Assert.NotEmpty(stranger.Reached());
        var heir = new Deployment(Before, After, "public class Api : Outer { public void Go() { var x = new Outer.Options(); } }", App);
        Assert.Empty(heir.Reached());
    }

    [Fact]
    public void A_base_call_of_a_protected_method_that_became_abstract_fails()
    {
        var deployment = new Deployment(
            "public class Worker { protected virtual void OnStart() { } public void Start() => OnStart(); }",
            "public abstract class Worker { protected abstract void OnStart(); public void Start() => OnStart(); }",
            "public class MyWorker : Worker { protected override void OnStart() => base.OnStart(); }",
            "public class Program { public void Main() => new MyWorker().Start(); }");
        Assert.Equal(["BadImageFormatException M:Worker.OnStart"], deployment.Reached());
    }
}
