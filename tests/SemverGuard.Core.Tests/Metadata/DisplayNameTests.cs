namespace SemverGuard.Metadata;

public sealed class DisplayNameTests
{
    [Theory]
    [InlineData("M:App.Worker.<>c.{Run}b__3_0(System.Int32)", "a lambda in Worker.Run")]
    [InlineData("M:App.Counts`1.Eager._.Run", "Eager._.Run()")]
    [InlineData("M:App.Worker.{Run}b__3_0", "a lambda in Worker.Run")]
    [InlineData("M:App.Worker.<>c__DisplayClass3_0.{Run}b__1", "a lambda in Worker.Run")]
    [InlineData("M:App.Worker.<>c.<<Run>b__3_0>d.MoveNext", "a lambda in Worker.Run")]
    [InlineData("M:Program.<>c.{{Main}$}b__0_0", "a lambda in Program.Main")]
    [InlineData("M:Program.<>c.<<<Main>$>b__0_0>d.MoveNext", "a lambda in Program.Main")]
    [InlineData("M:Program.<<Main>$>d__0.MoveNext", "Program.Main")]
    [InlineData("M:Program.{Main}$(System.String[])", "Program.Main")]
    [InlineData("M:App.Worker.{Run}g__Load|3_0(System.String)", "local function Load in Worker.Run")]
    [InlineData("M:App.Worker.<<Run>g__Load|3_0>d.MoveNext", "local function Load in Worker.Run")]
    [InlineData("M:App.Worker.<Run>d__3.MoveNext", "Worker.Run")]
    [InlineData("M:App.Worker.{get_Name}b__3_0", "a lambda in Worker.Name")]
    [InlineData("M:App.Worker.{#ctor}b__3_0", "a lambda in Worker's constructor")]
    [InlineData("M:App.Worker.<-ctor>d__3.MoveNext", "Worker's constructor")]
    [InlineData("M:App.Worker.<>c__DisplayClass3_0.#ctor", "code in Worker")]
    [InlineData("F:App.Worker.{Name}k__BackingField", "Worker.Name")]
    [InlineData("M:App.<Program>F0123456789ABCDEF__Helper.Run", "Helper.Run()")]
    [InlineData("M:Lib.Queue.Publish(System.String,System.Nullable{System.Int32})", "Queue.Publish(string, int?)")]
    [InlineData("M:Lib.Row.get_Name", "Row.Name.get")]
    [InlineData("M:Lib.Row.set_Item(System.Int32,System.String)", "Row[int].set")]
    [InlineData("M:Lib.Pt.op_Subtraction(Lib.Pt,Lib.Pt)", "Pt.operator -(Pt, Pt)")]
    [InlineData("M:Lib.Id.op_Implicit(Lib.Id)~System.String", "Id.implicit operator string(Id)")]
    [InlineData("P:Lib.Row.Item(System.Int32)", "Row[int]")]
    [InlineData("M:Lib.Row.Lib#IRow{System#Int32}#Read(System.String)", "Row.IRow<int>.Read(string)")]
    [InlineData("M:Lib.Row.Lib#IRow#get_Name", "Row.IRow.Name.get")]
    [InlineData("M:Lib.Row.{Clone}$", "Row's copy method (with)")]
    [InlineData("M:Lib.Options.#ctor(System.String)", "Options' constructor (string)")]
    [InlineData("M:Lib.Parser.#ctor(System.String)", "Parser's constructor (string)")]
    [InlineData("M:Lib.Row.Take(System.Collections.Generic.List{System.Int32}.Enumerator)", "Row.Take(List<int>.Enumerator)")]
    [InlineData("M:Lib.Row.Take(=FUNC:System.Int64(System.Int32,System.String))", "Row.Take(delegate*<int, string, long>)")]
    [InlineData("M:Lib.Row.Take(=FUNC:=FUNC:System.Void()(=FUNC:System.Byte(System.Char)))",
        "Row.Take(delegate*<delegate*<char, byte>, delegate*<void>>)")]
    public void A_reader_is_told_what_a_person_wrote(string id, string name) => Assert.Equal(name, DisplayName.Of(id));

    [Theory]
    [InlineData("M:Lib.Row.get_Name", "Row.Name")]
    [InlineData("M:Lib.Row.set_Item(System.Int32,System.String)", "Row.Item")]
    [InlineData("M:App.Worker.<>c.{Run}b__3_0(System.Int32)", "a lambda in Worker.Run")]
    [InlineData("M:Lib.Queue.Publish(System.String)", "Queue.Publish")]
    [InlineData("M:Lib.Row.Lib#IRow#get_Name", "Row.IRow.Name")]
    public void Without_parameters_an_accessor_is_its_property(string id, string name) => Assert.Equal(name, DisplayName.Short(id));

    [Fact]
    public void Type_parameters_have_their_names_where_they_are_known()
    {
        const string Id = "M:Lib.Cache`2.Get``1(`0,`1,``0)";
        Assert.Equal("Cache.Get(TKey, TValue, TResult)", DisplayName.Of(Id, new GenericNames(["TKey", "TValue"], ["TResult"])));
        Assert.Equal("Cache.Get(T, T1, T)", DisplayName.Of(Id));
    }
}
