func run(rows: [Row], client: Client?) async throws -> String {
  guard let client, rows.count > 1 else { return "none" }
  var text = ""
  for (index, row) in rows.enumerated() where index > 0 {
    text += "a"
    text.append(row.name)
  }
  for try await event in stream { use(event) }
  while let line = readLine() { use(line) }
  repeat { step() } while isRunning
  if let first = rows.first, ready {
    use(first)
  } else if case .text(let inner) = block {
    use(inner)
  } else {
    none()
  }
  switch text {
  case "a", "b": first()
  case let other where other.isEmpty: second()
  default: third()
  }
  do {
    try work()
  } catch {
    print(error)
  }
  let (a, b) = pair
  self.count = a
  table["key"] = b
  Task { await work() }
  next()
  #if DEBUG
  debug()
  #endif
  let kind = if a > b { "x" } else { "y" }
  defer { done() }
  throw Failure.bad
}
