import assert from 'node:assert/strict';
import { shownUses } from './shownUses.ts';

const MODEL = 'us.anthropic.claude-test-v1:0';
const HEAD = `from langchain_aws import ChatBedrockConverse
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.prompts import ChatPromptTemplate, PromptTemplate, MessagesPlaceholder
from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import RunnablePassthrough, RunnableSequence
llm = ChatBedrockConverse(model="${MODEL}", max_tokens=500)
`;
const CALL = 'call 6\n';

const rows: readonly (readonly [title: string, code: string, uses: string])[] = [
  ['a text', 'llm.invoke("Say hi")', `7 ${MODEL} 500 / user: Say hi`],
  [
    'messages',
    'llm.invoke([SystemMessage("Be brief."), HumanMessage(content="Hi")])',
    `7 ${MODEL} 500 / system: Be brief. / user: Hi`,
  ],
  [
    'tuples',
    'llm.stream([("system", "Be brief."), ("human", question)])',
    `7 ${MODEL} 500 / stream / system: Be brief. / user: {question}`,
  ],
  ['a batch', 'llm.batch(["One", "Two"])', `7 ${MODEL} 500 / user: One`],
  [
    'a tool node and a prompt of what is there',
    `from langgraph.prebuilt import ToolNode, create_react_agent
agent = create_react_agent(llm, tools=ToolNode([search]), prompt="\\n".join(filter(None, ["Be kind.", None])))
agent.invoke({"messages": [("user", "Hi")]})`,
    `9 ${MODEL} 500 / 1 tools / system: Be kind. / user: Hi`,
  ],
  ['a call of the object', 'llm("Say hi")', `7 ${MODEL} 500 / user: Say hi`],
  [
    'a chain that is invoked',
    `prompt = ChatPromptTemplate.from_messages([("system", "Answer in French."), ("human", "{question}")])
chain = prompt | llm | StrOutputParser()
chain.invoke({"question": "Hello"})`,
    `9 ${MODEL} 500 / system: Answer in French. / user: Hello`,
  ],
  [
    'a prompt of messages that is filled in part',
    `prompt = ChatPromptTemplate.from_messages([("system", "Speak {language}."), ("human", "{question}")]).partial(language="Thai")
(prompt | llm).invoke({"question": "Hello"})`,
    `8 ${MODEL} 500 / system: Speak Thai. / user: Hello`,
  ],
  [
    'a prompt that is made with what fills a part of it',
    `prompt = PromptTemplate(template="Speak {language}. {question}", input_variables=["question"], partial_variables={"language": "Thai"})
(prompt | llm).invoke({"question": "Hello"})
llm.invoke(prompt.format(question="Bye"))`,
    `8 ${MODEL} 500 / user: Speak Thai. Hello\n  9 ${MODEL} 500 / user: Speak Thai. Bye`,
  ],
  [
    'a chain with a map before its prompt',
    `chain = {"context": retriever, "question": RunnablePassthrough()} | ChatPromptTemplate.from_template("C: {context} Q: {question}") | llm
chain.invoke("Why?")`,
    `8 ${MODEL} 500 / user: C: {context} Q: Why?`,
  ],
  [
    'a chain that nobody is seen to ask',
    `def make():
    return PromptTemplate.from_template("Sum up: {text}") | llm`,
    `8 ${MODEL} 500 / user: Sum up: {text}`,
  ],
  [
    'a sequence object',
    `RunnableSequence(PromptTemplate(template="Sum up: {text}", input_variables=["text"]), llm).invoke({"text": "abc"})`,
    `7 ${MODEL} 500 / user: Sum up: abc`,
  ],
  [
    'a history that is put in',
    `prompt = ChatPromptTemplate.from_messages([("system", "Be kind."), MessagesPlaceholder("history"), ("human", "{input}")])
(prompt | llm).invoke({"input": "Hi", "history": past})`,
    `8 ${MODEL} 500 / system: Be kind. / user: {history} / user: Hi`,
  ],
  ['bound settings', 'llm.bind(max_tokens=20).invoke("Say hi")', `7 ${MODEL} 20 / user: Say hi`],
  [
    'retries and settings around it',
    'llm.with_config(tags=["a"]).with_retry().invoke("Say hi")',
    `7 ${MODEL} 500 / user: Say hi`,
  ],
  [
    'tools',
    `def add(a: int, b: int):
    """Adds two numbers."""
    return a + b
llm.bind_tools([add]).invoke("1 + 1?")`,
    `10 ${MODEL} 500 / 1 tools / user: 1 + 1?`,
  ],
  [
    'structured answers',
    `class City(BaseModel):
    name: str
llm.with_structured_output(City).invoke("Where?")`,
    `9 ${MODEL} 500 / 1 tools / user: Where?`,
  ],
  [
    'an old chain',
    `from langchain.chains import LLMChain
LLMChain(llm=llm, prompt=PromptTemplate.from_template("Name a {thing}.")).run(thing="colour")`,
    `8 ${MODEL} 500 / user: Name a colour.`,
  ],
  [
    'a chain of documents',
    `from langchain.chains.combine_documents import create_stuff_documents_chain
chain = create_stuff_documents_chain(llm, ChatPromptTemplate.from_template("Read {context}"))
chain.invoke({"context": docs})`,
    `9 ${MODEL} 500 / user: Read {context}`,
  ],
  [
    'an agent',
    `from langchain.agents import create_agent
agent = create_agent(llm, tools=[], system_prompt="You sell boats.")
agent.invoke({"messages": [{"role": "user", "content": "Which?"}]})`,
    `9 ${MODEL} 500 / system: You sell boats. / user: Which?`,
  ],
  [
    'a loop, and a prompt in each of two functions',
    `def one():
    for row in rows:
        llm.invoke(f"Classify {row}")
def two():
    return llm.invoke("Two")`,
    `9 ${MODEL} 500 / loop / user: Classify {row}\n  11 ${MODEL} 500 / user: Two`,
  ],
  ['nothing that sends', 'print(llm)', `6 ${MODEL} 500`],
];

describe('uses of a LangChain model', () => {
  for (const [title, code, uses] of rows) {
    it(title, async () => assert.equal(await shownUses('app.py', `${HEAD}${code}\n`), `${CALL}  ${uses}`));
  }

  it('are found in other files, through factories and attributes', async () => {
    const text = `from langchain_aws import ChatBedrockConverse
def get_llm(cap=300):
    return ChatBedrockConverse(model="${MODEL}", max_tokens=cap)
`;
    const service = `from models import get_llm
class Service:
    def __init__(self):
        self.llm = get_llm(cap=50)
    def ask(self, question):
        return self.llm.invoke("Answer: " + question)
`;
    assert.equal(
      await shownUses('models.py', text, { 'service.py': service }),
      `call 3\n  service.py:6 ${MODEL} 50 / user: Answer: {question}`,
    );
  });

  it('are found in functions of files that do not import the object, through two levels', async () => {
    const chains = `from deeper import send
def answer(llm, question):
    return llm.invoke("Answer: " + question)
def pass_on(model, text):
    return send(model, text)
def other(llm):
    return llm.invoke("Nobody passes one")
`;
    const deeper = `def send(llm, text):
    return llm.invoke(text + "!")
`;
    const text = `${HEAD}from chains import answer, pass_on
import chains
answer(llm, "Hi")
def serve(question):
    return chains.answer(llm, question)
pass_on(llm, "Deep")
answer(3, "No model")
`;
    assert.equal(
      await shownUses('app.py', text, { 'chains.py': chains, 'deeper.py': deeper }),
      `${CALL}  9 ${MODEL} 500 / user: Answer: Hi
  11 ${MODEL} 500 / user: Answer: {question}
  12 ${MODEL} 500 / user: Deep!`,
    );
  });

  it('are found in methods of objects that are made with the model, in files that do not import it', async () => {
    const services = `class Service:
    def __init__(self, llm=None):
        self.llm = llm
    def ask(self, question):
        return self.llm.invoke(f"Answer: {question}")
class Desk:
    def __init__(self, llm):
        self.service = Service(llm=llm)
    def open(self, mail):
        return self.service.ask("Read " + mail)
`;
    const models = `from langchain_aws import ChatBedrockConverse
def make_model(model="m0"):
    return ChatBedrockConverse(model=model)
`;
    const app = `from models import make_model
from services import Desk, Service
class App:
    def __init__(self):
        self.service = Service(make_model("m1"))
    def run(self):
        self.service.ask("Why?")
Service(llm=make_model()).ask("What?")
desk = Desk(make_model())
for mail in ["this"]:
    desk.open(mail)
Service(other()).ask("Nobody knows whom.")
`;
    assert.equal(
      await shownUses('models.py', models, { 'services.py': services, 'app.py': app }),
      `call 3
  app.py:7 m1 absent / user: Answer: Why?
  app.py:8 m0 absent / user: Answer: What?
  app.py:11 m0 absent / loop / user: Answer: Read this`,
    );
  });

  it('are those of a class that is derived from a model class', async () => {
    const text = `from langchain_aws import ChatBedrockConverse
class Cached(ChatBedrockConverse):
    def describe(self):
        return "cached"
Cached(model="${MODEL}", max_tokens=9).invoke("Hi")
`;
    assert.equal(await shownUses('app.py', text), `call 5\n  5 ${MODEL} 9 / user: Hi`);
  });

  it('end on chains that refer to themselves', async () => {
    const text = `${HEAD}chain = llm\nfor x in xs:\n    chain = chain | chain\nchain.invoke("a")\n`;
    assert.match(await shownUses('app.py', text), /^call 6\n/);
  });
});

describe('uses of a LangChain model in TypeScript', () => {
  const head = `import { ChatBedrockConverse } from '@langchain/aws';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { RunnableSequence } from '@langchain/core/runnables';
const llm = new ChatBedrockConverse({ model: '${MODEL}', maxTokens: 500 });
`;
  const inTypeScript: typeof rows = [
    [
      'messages',
      `await llm.invoke([new SystemMessage('Be brief.'), new HumanMessage('Hi')]);`,
      `6 ${MODEL} 500 / system: Be brief. / user: Hi`,
    ],
    [
      'a pipe',
      `const prompt = ChatPromptTemplate.fromMessages([['system', 'Be brief.'], ['human', '{question}']]);
await prompt.pipe(llm).invoke({ question: 'Why?' });`,
      `7 ${MODEL} 500 / system: Be brief. / user: Why?`,
    ],
    [
      'a sequence',
      `await RunnableSequence.from([ChatPromptTemplate.fromTemplate('Sum up {text}'), llm]).invoke({ text: 'abc' });`,
      `6 ${MODEL} 500 / user: Sum up abc`,
    ],
  ];
  for (const [title, code, uses] of inTypeScript) {
    it(title, async () => assert.equal(await shownUses('app.ts', `${head}${code}\n`), `call 5\n  ${uses}`));
  }
});
