import boto3
from chalice import Chalice, Rate

app = Chalice(app_name="report")
client = boto3.client("bedrock-runtime", region_name="us-east-1")


@app.schedule(Rate(1, unit=Rate.HOURS))
def report(event):
    return client.converse(
    #      ^^^^^^^^^^^^^^^ routing/use-flex-tier: Nova Test is asked by the schedule of `report`, where nobody waits;
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": "Write three sentences about the state of the queue."}]}],
        inferenceConfig={"maxTokens": 200},
    )
