global using System.Text;
using static System.Math;
using Bedrock = Amazon.Bedrock.Model;

[assembly: System.Reflection.AssemblyTitle("x")]

namespace Shop.Models
{
    public enum Size { Small, [Description("large-one")] Large = 3 }

    public record Point(int X, int Y = 2)
    {
        public string Name { get; init; } = "p";
    }

    public interface IService { string Id { get; } Task<string> AskAsync(string question, int limit = 5); }

    [Serializable]
    public partial class Service(ILogger<Service> logger, IOptions<ServiceOptions> options) : Base(logger), IService
    {
        private const string Model = "m1", Other = "m2";
        private readonly ServiceOptions _options = options.Value;
        public static readonly Dictionary<string, int> Limits = new() { ["a"] = 1, ["b"] = 2 };
        public string Id => Model;
        public string Full { get { return $"{Model}-{Other}"; } }
        [JsonPropertyName("max_tokens")] public int MaxTokens { get; set; } = 1_000;
        public List<string> Names { get; set; } = new();
        public event Action? Done;

        public Service() : this(null, null) { }

        public async Task<string> AskAsync(string question, int limit = 5) => await Inner(question, count: limit);

        private static string Inner(string text, int count, params string[] rest)
        {
            int Twice(int n) => n * 2;
            return Helper(text) + Twice(count) + inherited;
        }

        public string this[int index] => Names[index];

        class Nested { public string Value = Model; }
    }

    public class ServiceOptions
    {
        public const string SectionName = "Shop:Service";
        public string ModelId { get; set; } = "m3";
        public int? Limit { get; set; }
    }

    public static class Extensions
    {
        public static string Shout(this string text, string mark) => text + mark;
        static string Use(string word) => word.Shout("!");
    }
}
