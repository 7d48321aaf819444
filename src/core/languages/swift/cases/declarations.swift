import AWSBedrockRuntime
@preconcurrency import Foundation

// A line.
/* Several
   lines. */
struct Config: Codable {
  let model: String = "nova"
  var cap: Int
  enum CodingKeys: String, CodingKey { case cap = "max_tokens", model }
  static let shared = Config(cap: 1)
}

struct Asker {
  private let client: BedrockRuntimeClient
  let model: Model = .haiku
  lazy var count = 3, other: Int

  init(_ client: BedrockRuntimeClient, model: Model = .haiku, options: [String] = []) {
    self.client = client
  }

  func ask(_ text: String, to name: String, times: Int = 2) async throws -> String {
    "a \(text) \(name) \(model.id)"
  }

  var computed: String { model.id }
  static func make() -> Asker { Asker(client) }
}

enum Model: String {
  case haiku = "claude-haiku", nova
  case custom(String)

  var id: String {
    switch self {
    case .haiku: return "anthropic"
    case .nova, .custom: "amazon"
    }
  }
}

extension Model {
  static let usual: Model = .nova
}

protocol Asking {
  func ask(_ text: String) async -> String
}

actor Keeper: Asking {
  func ask(_ text: String) async -> String { await Asker.make().ask(text, to: "me") }
}

let body = Config(cap: 5)
