using System.Globalization;
using SemverGuard.Writer;

// What a build writes, and nothing else of it, again and again until somebody ends it:
//   SemverGuard.Writer <file> <rounds> <lines>     one committed file, of as many lines
//   SemverGuard.Writer <world.txt> <rounds>        what a build of that project records, and what its developer accepts
Parent.EndWithIt();
int rounds = int.Parse(args[1], CultureInfo.InvariantCulture);
Action<int> write = args.Length == 2
    ? new ProjectWriter(args[0]).Write
    : new FileWriter(args[0], int.Parse(args[2], CultureInfo.InvariantCulture)).Write;
Console.WriteLine("begins");
for (int round = 0; round < rounds; round++) write(round);
