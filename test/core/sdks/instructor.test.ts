import { itFinds } from './itFinds.ts';

describe('Instructor', () => {
  itFinds('app.py', [
    [
      'clients of Bedrock, however they are made',
      `
import boto3, instructor, litellm
from anthropic import AnthropicBedrock
from pydantic import BaseModel
class Box(BaseModel):
    width: int
client = instructor.from_provider("bedrock/amazon.nova-test-v1:0")
client.chat.completions.create(response_model=Box, messages=[{"role": "user", "content": "How big?"}], max_tokens=5)
wrapped = instructor.from_bedrock(boto3.client("bedrock-runtime", region_name="us-east-1"))
wrapped.create(modelId="amazon.nova-test-v1:0", messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": 6}, max_tokens=9)
wrapped.create(Box, [{"role": "user", "content": "Well?"}], model="amazon.nova-test-v1:0", maxTokens=8)
instructor.from_litellm(litellm.completion).chat.completions.create(model="bedrock/amazon.nova-test-v1:0", messages=[])
instructor.from_anthropic(AnthropicBedrock(aws_region="us-west-2")).messages.create(model="us.anthropic.claude-test-1-v1:0", max_tokens=7, messages=[])
`,
      `
instructor Converse model=amazon.nova-test-v1:0 cap=5 region=- 1 tools
  tools: [{"name": "Box", "description": "", "input_schema": {"type":… (159)
  user: How big?
instructor Converse model=amazon.nova-test-v1:0 cap=6 region=us-east-1
  user: Hi
instructor Converse model=amazon.nova-test-v1:0 cap=8 region=us-east-1 1 tools
  tools: [{"name": "Box", "description": "", "input_schema": {"type":… (159)
  user: Well?
instructor Converse model=amazon.nova-test-v1:0 cap=- region=-
instructor Messages model=us.anthropic.claude-test-1-v1:0 cap=7 region=us-west-2
`,
    ],
    [
      'clients of others',
      `
import instructor
from anthropic import Anthropic
from openai import OpenAI
instructor.from_provider("openai/gpt-4o").chat.completions.create(messages=[])
instructor.from_openai(OpenAI()).chat.completions.create(model="gpt-4o", messages=[])
instructor.from_anthropic(Anthropic()).messages.create(model="claude-x", messages=[])
`,
      '',
    ],
  ]);
});

describe('Mirascope', () => {
  itFinds('app.py', [
    [
      'decorators of a function that asks',
      `
import boto3
from mirascope import llm
from mirascope.core import bedrock, openai
@bedrock.call("amazon.nova-test-v1:0", call_params={"inferenceConfig": {"maxTokens": 4}})
def recommend(genre: str) -> str:
    return f"Recommend a {genre} book"
@llm.call("bedrock", "amazon.nova-test-v1:0", stream=True)
def other(genre: str):
    return f"Recommend a {genre} book"
@llm.call(provider="bedrock", model="amazon.nova-test-v1:0", client=boto3.client("bedrock-runtime", region_name="eu-west-1"))
def third():
    return "Hi"
@openai.call("gpt-4o")
def none():
    return "Hi"
@llm.call("bedrock/amazon.nova-test-v1:0")
def nobody():
    return "Hi"
@llm.call("openai/gpt-4o")
def no():
    return "Hi"
`,
      `
mirascope Converse model=amazon.nova-test-v1:0 cap=4 region=- unseen
mirascope ConverseStream model=amazon.nova-test-v1:0 cap=- region=- streaming unseen
mirascope Converse model=amazon.nova-test-v1:0 cap=- region=eu-west-1 unseen
`,
    ],
  ]);
});
