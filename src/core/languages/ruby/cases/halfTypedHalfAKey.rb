def around
  before()
  client.converse({
    model_id: 'm',
    max_t
  })
  after()
end
