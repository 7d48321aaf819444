import boto3
from chalice import Chalice, Rate

app = Chalice(app_name="report")
client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Write three sentences about the state of the queue."}]}]


@app.schedule(Rate(1, unit=Rate.HOURS))
def flex_already(event):
    return client.converse(
        modelId="us.amazon.nova-test-v1:0",
        messages=MESSAGES,
        inferenceConfig={"maxTokens": 200},
        serviceTier={"type": "flex"},
    )


@app.schedule(Rate(1, unit=Rate.HOURS))
def not_sold_so(event):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 200}
    )


@app.route("/")
def asked():
    return client.converse(modelId="us.amazon.nova-test-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 200})
