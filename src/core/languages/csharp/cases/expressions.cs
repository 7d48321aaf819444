var client = new Client(RegionEndpoint.USEast1) { Name = "n" };
var request = new Request
{
    ModelId = "id",
    Messages = [new Message { Role = Role.User, Content = new List<Block> { new() { Text = "hi" } } }, .. more],
    Config = { Max = 2 },
};
Request typed = new() { ModelId = "id2" };
var body = new { version = "v", max_tokens, request.ModelId, messages = new[] { new { role = "user" } } };
var map = new Dictionary<string, object> { { "k", 1 }, ["j"] = 2 };
var json = new JsonObject { ["a"] = "b", ["c"] = new JsonArray { 1, 2 } };
var copy = body with { version = "w" };
var (first, second) = (1, "two");
string text = "tab\tquote\" \u0041";
string path = @"c:\dir ""x""";
string raw = """
    line 1
      "line" 2
    """;
string hole = $"a {client.Name:F2} {{b}} {second,5}\n";
string rawHole = $$"""
    {"a": {{text}}}
    """;
string verbatimHole = $@"x ""{text}"" \n";
var kind = text switch { "a" or "b" => 1, string s when s.Length > 3 => 2, null => throw new Exception(), _ => 3 };
var chosen = text is not null && text.Length > 0 ? text : "none";
var fallback = config["Key"] ?? Environment.GetEnvironmentVariable("KEY") ?? "d";
var needed = config["Key"] ?? throw new Exception("x");
var length = client?.Name?.Length;
var item = list?[0];
var part = text[..5] + text[2..4] + text[^1];
var number = (int)3.5f + -2 + 0xFF + 2 * 8;
var name = nameof(client.Name);
var joined = string.Join(", ", list.Select(x => x.Name).Where(x => x != null));
var formatted = string.Format("a {0} b {1}", text, number);
var isNone = string.IsNullOrEmpty(text);
var built = new StringBuilder("a").Append("b").AppendLine("c").ToString();
var query = from x in list where x.Ok select x.Name;
var options = provider.GetRequiredService<IOptions<ServiceOptions>>().Value;
Func<string, Task> send = async (string to) => await client.Send(to).ConfigureAwait(false);
var plain = delegate (int a) { return a; };
var result = client.AskAsync("q").Result;
