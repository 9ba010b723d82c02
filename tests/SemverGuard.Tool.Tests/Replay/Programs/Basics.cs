namespace Lib;

public class Greeter(string name)
{
    public string Greet() => "Hello, " + name;
}

// program

using Lib;

Console.WriteLine(new Greeter("you").Greet());
