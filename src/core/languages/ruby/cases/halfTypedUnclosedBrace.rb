def around
  before()
  client.converse({
    model_id: 'm',
  after()
end
