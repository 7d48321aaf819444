resource "aws_bedrock_inference_profile" "support" {
  name = "support"
  model_source {
    copy_from = "arn:aws:bedrock:us-east-1::inference-profile/us.anthropic.claude-test-1-v1:0"
  }
  tags = { team = "desk" }
}
