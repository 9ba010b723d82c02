using System.Reflection;
using System.Runtime.CompilerServices;

// Has every method of the assembly that is named compiled, for the words and for numbers where it is generic, and prints what does
// not compile.
var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, args[0] + ".dll"));
const BindingFlags All =
    BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
foreach (var type in assembly.GetTypes())
{
    foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
    {
        if (method.IsAbstract || method.GetMethodBody() is null) continue;
        if (!type.IsGenericType && !method.IsGenericMethod) Prepare(method, null);
        else foreach (var argument in new[] { typeof(string), typeof(int), typeof(List<int>) }) PrepareWith(type, method, argument);
    }
}

static void PrepareWith(Type type, MethodBase method, Type argument)
{
    Type[] ofType = Enumerable.Repeat(argument, type.GetGenericArguments().Length).ToArray();
    Type[] ofMethod = method.IsGenericMethod ? Enumerable.Repeat(argument, method.GetGenericArguments().Length).ToArray() : [];
    try
    {
        if (ofType.Length > 0) type.MakeGenericType(ofType);
        if (ofMethod.Length > 0) ((MethodInfo)method).MakeGenericMethod(ofMethod);
    }
    catch (ArgumentException)
    {
        return; // a constraint forbids it
    }
    Prepare(method, [.. ofType.Concat(ofMethod).Select(x => x.TypeHandle)]);
}

static void Prepare(MethodBase method, RuntimeTypeHandle[]? arguments)
{
    try
    {
        RuntimeHelpers.PrepareMethod(method.MethodHandle, arguments);
    }
    catch (Exception e)
    {
        Console.WriteLine($"{method.DeclaringType}.{method}: {e.GetType().Name} {e.Message}");
    }
}
