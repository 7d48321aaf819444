let escaped = "a\n\u{e9} \(name) \"q\""
let long = """
  first \(name)
    second
  """
let raw = #"raw "x""#
let number = 1_000 + 24 * 2
let sum = "a" + b + "c"
let fallback = ProcessInfo.processInfo.environment["MODEL"] ?? "nova"
let either = flag ? "a" : "b"
let body: [String: Any] = ["max_tokens": 10, "messages": [["role": "user"]]]
let input = ConverseInput(
  inferenceConfig: .init(maxTokens: 512),
  messages: [.init(content: [.text(prompt)], role: .user)],
  modelId: modelId
)
let data = try JSONSerialization.data(withJSONObject: body, options: [])
let bytes = "text".data(using: .utf8)!
let cast = value as? String
let chained = client?.result!.first
let mapped = rows.map { $0.name }.filter { row in row.isEmpty == false }
let closure = { (a: Int, b: String) -> Int in return a }
let subscripted = table["key", default: 3]
let negative = [-1, !flag]
