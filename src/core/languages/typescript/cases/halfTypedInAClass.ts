export class Service {
  model = 'anthropic.model';

  first() {
    return before();
  }

  second() {
    const text = 'You are a
    return this.client.send(new ConverseCommand({ modelId: this.model, system: text }));
  }

  third() {
    return after();
  }
}
