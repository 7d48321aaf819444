def around
  before()
  client.converse(
    model_id: 'm'
    max_tokens: 5
  )
  after()
end
