import assert from 'node:assert/strict';
import { shownUses } from './shownUses.ts';

const MODEL = `import boto3
class Bedrock:
    def __init__(self, model="m0"):
        self.model = model
        self.client = boto3.client("bedrock-runtime")
    def chat(self, prompt, cap=100):
        return self.client.converse(modelId=self.model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": cap})
`;

describe('uses of a model through objects', () => {
  it('stand in the class that is handed the object, through classes in between', async () => {
    const nodes = `class Nodes:
    def __init__(self, bedrock):
        self.bedrock = bedrock
    def classify(self, query):
        return self.bedrock.chat("Classify: " + query, 5)
`;
    const flow = `from nodes import Nodes
class Flow:
    def __init__(self, helper):
        self.nodes = Nodes(helper)
`;
    const app = `from llm import Bedrock
from flow import Flow
Flow(Bedrock("m1"))
`;
    assert.equal(
      await shownUses('llm.py', MODEL, { 'nodes.py': nodes, 'flow.py': flow, 'app.py': app }),
      'call 7\n  nodes.py:5 m1 5 / user: Classify: {query}',
    );
  });

  it('are those of the abstract method that the class implements', async () => {
    const base = `from abc import ABC, abstractmethod
class Model(ABC):
    @abstractmethod
    def chat(self, prompt, cap=100):
        raise NotImplementedError("chat")
`;
    const text = `from base import Model\n${MODEL.replace('class Bedrock:', 'class Bedrock(Model):')}`;
    const service = `from base import Model
def title(model: Model, text):
    return model.chat(f"Title of: {text}", 20)
class Other:
    def chat(self, prompt, cap=100):
        return prompt
def elsewhere(other: Other):
    return other.chat("Nothing of ours")
`;
    assert.equal(
      await shownUses('llm.py', text, { 'base.py': base, 'service.py': service }),
      'call 8\n  service.py:3 m0 20 / user: Title of: {text}',
    );
  });

  it('are found behind a factory in another file', async () => {
    const factory = `from llm import Bedrock
def create_model(provider):
    if provider == "bedrock":
        return Bedrock("m2")
    raise ValueError(provider)
`;
    const app = `from factory import create_model
create_model("bedrock").chat("Translate this")
`;
    assert.equal(
      await shownUses('llm.py', MODEL, { 'factory.py': factory, 'app.py': app }),
      'call 7\n  app.py:2 m2 100 / user: Translate this',
    );
  });

  it('are those of the public method where a private one sends', async () => {
    const text = `import boto3
client = boto3.client("bedrock-runtime")
class Invocation:
    def __init__(self, request):
        self.request = request
    def run(self):
        return self._send()
    def _send(self):
        return client.converse(**self.request)
`;
    const app = `from invocation import Invocation
Invocation({"modelId": "m3", "messages": [{"role": "user", "content": [{"text": "Count to ten"}]}]}).run()
`;
    assert.equal(
      await shownUses('invocation.py', text, { 'app.py': app }),
      'call 9\n  app.py:2 m3 absent / user: Count to ten',
    );
  });

  it('of a LangChain model stand in the method of the class that is made with it, however often', async () => {
    const models = `from langchain_aws import ChatBedrockConverse
class Models:
    def __init__(self):
        self.llm = ChatBedrockConverse(model="m4")
`;
    const graph = `class Graph:
    def __init__(self, llm):
        self.llm = llm
    def node(self, state):
        return self.llm.invoke(f"Summarise: {state['text']}")
`;
    const app = `from models import Models
from graph import Graph
models = Models()
first = Graph(models.llm)
second = Graph(models.llm)
`;
    assert.equal(
      await shownUses('models.py', models, { 'graph.py': graph, 'app.py': app }),
      'call 4\n  graph.py:5 m4 absent / user: Summarise: {state.text}',
    );
  });

  it('are those of the interface that the class implements in TypeScript', async () => {
    const model = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import type { Model } from './model';
export class Bedrock implements Model {
  constructor(private readonly client: BedrockRuntimeClient, private readonly id = 'm5') {}
  async complete(prompt: string, cap = 100) {
    return this.client.send(new ConverseCommand({ modelId: this.id, messages: [{ role: 'user', content: [{ text: prompt }] }], inferenceConfig: { maxTokens: cap } }));
  }
}
`;
    const service = `import type { Model } from './model';
export class Service {
  constructor(private readonly model: Model) {}
  answer(question: string) {
    return this.model.complete(\`Answer: \${question}\`, 30);
  }
}
`;
    const declared = 'export interface Model {\n  complete(prompt: string, cap?: number): Promise<unknown>;\n}\n';
    assert.equal(
      await shownUses('bedrock.ts', model, { 'model.ts': declared, 'service.ts': service }),
      'call 6\n  service.ts:5 m5 30 / user: Answer: {question}',
    );
  });
});
