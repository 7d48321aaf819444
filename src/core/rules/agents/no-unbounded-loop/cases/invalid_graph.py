from langchain_aws import ChatBedrockConverse
from langgraph.prebuilt import create_react_agent

from tools import run_tool

llm = ChatBedrockConverse(model="us.anthropic.claude-test-1-v1:0", region_name="us-east-1", max_tokens=4000)
agent = create_react_agent(llm, [run_tool])


def run(task):
    return agent.invoke({"messages": [("user", task)]}, config={"recursion_limit": 9999})
    #                                                           ^^^^^^^^^^^^^^^^^^^^^^^ agents/no-unbounded-loop: A limit of 9,999 steps does not limit this agent
