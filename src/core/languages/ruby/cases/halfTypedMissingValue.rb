def around
  before()
  client.converse(
    model_id: 'm',
    max_tokens:
  )
  after()
end
