import boto3

bedrock = boto3.client("bedrock", region_name="us-east-1")

job = bedrock.create_model_import_job(
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throughput/no-idle-import: An imported model is stored for a monthly price until it is deleted, and nothing in this file deletes it.
    jobName="desk",
    importedModelName="desk",
    roleArn="arn:aws:iam::111122223333:role/import",
    modelDataSource={"s3DataSource": {"s3Uri": "s3://example-bucket/model/"}},
)
