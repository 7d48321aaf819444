from langchain_aws import ChatBedrock

# The library itself stops at 1,024 tokens.
chat = ChatBedrock(model_id="us.anthropic.claude-test-1-v1:0", region_name="us-east-1")
