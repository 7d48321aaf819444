import boto3

bedrock = boto3.client("bedrock", region_name="us-east-1")

bedrock.create_model_import_job(
    jobName="desk",
    importedModelName="desk",
    roleArn="arn:aws:iam::111122223333:role/import",
    modelDataSource={"s3DataSource": {"s3Uri": "s3://example-bucket/model/"}},
)
bedrock.delete_imported_model(modelIdentifier="desk")
