import { itFinds } from './itFinds.ts';

const PYTHON = `
import json, requests, httpx, aiohttp, urllib.request, urllib.parse, urllib3
from botocore.awsrequest import AWSRequest
from botocore.httpsession import URLLib3Session
MODEL = "anthropic.claude-test-v1:0"
URL = f"https://bedrock-runtime.us-west-2.amazonaws.com/model/{MODEL}/invoke"
BODY = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 512, "messages": [{"role": "user", "content": "Hi"}]}
`;

describe('plain HTTP requests in Python', () => {
  itFinds('app.py', [
    [
      'each way to send a body',
      `${PYTHON}
requests.post(URL, json=BODY, auth=signer)
requests.post(URL, headers={}, data=json.dumps(BODY))
requests.request("POST", URL, data=json.dumps(BODY).encode("utf-8"))
urllib3.PoolManager().request("POST", URL, body=json.dumps(BODY))
request = urllib.request.Request(URL, data=json.dumps(BODY).encode(), headers={}, method="POST")
urllib.request.urlopen(request, timeout=3)
signed = AWSRequest(method="POST", url=URL, data=json.dumps(BODY), headers={})
requests.post(URL, headers=dict(signed.headers), data=signed.body)
URLLib3Session().send(signed.prepare())
requests.post(URL, headers={}, data=body_of(question))
`,
      `${'http InvokeModel model=anthropic.claude-test-v1:0 cap=512 region=us-west-2\n  user: Hi\n'.repeat(7)}http InvokeModel model=anthropic.claude-test-v1:0 cap=? region=us-west-2 unseen`,
    ],
    [
      'each operation',
      `${PYTHON}
HOST = "https://bedrock-runtime.eu-west-1.amazonaws.com"
async def ask(region, model, messages):
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{HOST}/model/amazon.nova-test-v1%3A0/converse-stream", json={"messages": messages}) as r:
            pass
    async with httpx.AsyncClient(timeout=9) as client:
        async with client.stream("POST", f"https://bedrock-runtime.{region}.amazonaws.com/model/{model}/invoke-with-response-stream", json=BODY) as r:
            pass
client = httpx.Client(base_url=HOST)
client.post(f"/model/{urllib.parse.quote(MODEL, safe='')}/converse", json={"inferenceConfig": {"maxTokens": 9}})
chat = {"model": "openai.gpt-oss-120b-1:0", "max_tokens": 77, "messages": [{"role": "user", "content": "x"}], "stream": True}
requests.post(f"{HOST}/openai/v1/chat/completions", json=chat)
requests.post("https://bedrock-mantle.us-east-1.api.aws/v1/responses", json={"model": "openai.gpt-oss-20b", "input": "x"})
requests.post("https://bedrock-mantle.us-east-1.api.aws/anthropic/v1/messages", json={"model": "m.a", "max_tokens": 5})
`,
      `
http ConverseStream model=amazon.nova-test-v1:0 cap=- region=eu-west-1 streaming unseen
  user: {messages}
http InvokeModelWithResponseStream model=? cap=512 region=? streaming
  user: Hi
http Converse model=anthropic.claude-test-v1:0 cap=9 region=eu-west-1
http ChatCompletions model=openai.gpt-oss-120b-1:0 cap=77 region=eu-west-1 streaming
  user: x
http Responses model=openai.gpt-oss-20b cap=- region=us-east-1
  user: x
http Messages model=m.a cap=5 region=us-east-1
`,
    ],
    [
      'a URL that hangs on a condition, and one of several models',
      `${PYTHON}
def ask(stream):
    action = "converse-stream" if stream else "converse"
    requests.post(f"https://bedrock-runtime.us-east-1.amazonaws.com/model/{MODEL}/{action}", json={"messages": []})
def each():
    for model in ["m.a", "m.b"]:
        requests.post(f"https://bedrock-runtime.us-east-1.amazonaws.com/model/{model}/converse", json={"messages": []})
`,
      `
http ConverseStream model=anthropic.claude-test-v1:0 cap=- region=us-east-1 streaming
http Converse model=m.a | m.b cap=- region=us-east-1 loop
`,
    ],
    [
      'what is none: other hosts, lists of models, texts',
      `${PYTHON}
requests.get("https://bedrock-mantle.us-east-1.api.aws/v1/models")
requests.request("GET", "https://bedrock.us-east-1.amazonaws.com/foundation-models")
requests.post("https://bedrock.us-east-1.amazonaws.com/guardrails", json={})
requests.post("https://bedrock-runtime.us-east-1.amazonaws.com/guardrail/g/version/1/apply", json={})
requests.post(f"https://bedrock-runtime.us-east-1.amazonaws.com/model/{MODEL}/count-tokens", json={})
requests.post(f"https://gateway.example/bedrock/model/{MODEL}/converse", json=BODY)
requests.post(f"{GATEWAY}/model/{MODEL}/converse", json=BODY)
requests.post("/converse", json=BODY)
requests.post(URL + "x" * 5000, json=BODY)
print(f"calling {URL}")
`,
      '',
    ],
  ]);
});

describe('plain HTTP requests in TypeScript', () => {
  itFinds('app.ts', [
    [
      'each way to send a body',
      `
import axios from "axios";
import got from "got";
import https from "node:https";
const MODEL = "amazon.nova-test-v1:0";
async function ask(region: string, body: object, modelId = MODEL) {
  const url = \`https://bedrock-runtime.\${region}.amazonaws.com/model/\${encodeURIComponent(modelId)}/converse\`;
  const message = { messages: [{ role: "user", content: [{ text: "Hi" }] }], inferenceConfig: { maxTokens: 7 } };
  await fetch(url, { method: "POST", body: JSON.stringify(message) });
  await fetch(new Request(url, { method: "POST", body: JSON.stringify(message) }));
  await axios.post(url, message, { headers: {} });
  await axios({ method: "post", url, data: message });
  await axios.request({ baseURL: "https://bedrock-runtime.us-east-1.amazonaws.com", url: \`/model/\${MODEL}/converse\`, data: message });
  await got.post(url, { json: message }).json();
  const options = { method: "POST", body: JSON.stringify(body) };
  await fetch(new URL(url), options);
  await fetch(new Request(url, options));
  const api = axios.create({ baseURL: "https://bedrock-runtime.us-east-1.amazonaws.com" });
  await api.post(\`model/\${MODEL}/invoke-with-response-stream\`, { messages: [] });
  https.request({ hostname: \`bedrock-runtime.\${region}.amazonaws.com\`, path: \`/model/\${MODEL}/invoke\`, method: "POST" });
}
`,
      `
http Converse model=amazon.nova-test-v1:0 cap=7 region=?
  user: Hi
http Converse model=amazon.nova-test-v1:0 cap=7 region=?
  user: Hi
http Converse model=amazon.nova-test-v1:0 cap=7 region=?
  user: Hi
http Converse model=amazon.nova-test-v1:0 cap=7 region=?
  user: Hi
http Converse model=amazon.nova-test-v1:0 cap=7 region=us-east-1
  user: Hi
http Converse model=amazon.nova-test-v1:0 cap=7 region=?
  user: Hi
http Converse model=amazon.nova-test-v1:0 cap=? region=? tier=? unseen
http Converse model=amazon.nova-test-v1:0 cap=? region=? tier=? unseen
http InvokeModelWithResponseStream model=amazon.nova-test-v1:0 cap=- region=us-east-1 streaming
http InvokeModel model=amazon.nova-test-v1:0 cap=? region=? unseen
`,
    ],
    [
      'a client of the program, and a wrapper that is handed the URL',
      `
const MODEL = "amazon.nova-test-v1:0";
class Client {
  endpoint: string;
  constructor(private token: string, region = "us-east-1", private model = MODEL) {
    this.endpoint = \`https://bedrock-runtime.\${region}.amazonaws.com\`;
  }
  invoke(messages: unknown[]) {
    return post(\`\${this.endpoint}/model/\${this.model}/converse\`, { messages });
  }
}
async function post(url: string, body: object) {
  return fetch(url, { method: "POST", body: JSON.stringify(body) });
}
fetch("/api/converse", { method: "POST" });
fetch(\`\${base}/model/\${MODEL}/converse\`, {});
fetch(\`https://gateway.example/\${base}/model/\${MODEL}/converse\`, {});
`,
      `
http Converse model=amazon.nova-test-v1:0 cap=- region=us-east-1 unseen
  user: {messages}
`,
    ],
  ]);
});
