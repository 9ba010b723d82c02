using Evil;

var thing = Maker.Make();
string failure = "";
try { Maker.Fail(); }
catch (Failure e) { failure = e.Message; }
_ = Maker.Endless();
Console.WriteLine($"{thing.Plain} {Maker.Take(thing, thing)} {failure} {Maker.Numbers().Skip(5).First()} {Maker.Million().Count} done");
