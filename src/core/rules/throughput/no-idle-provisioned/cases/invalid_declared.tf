  resource "aws_bedrock_provisioned_model_throughput" "desk" {
 #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throughput/no-idle-provisioned: Provisioned throughput without a commitment is billed every hour of all 730 of a month, used or not, and it is paid for as long as the stack stands.
  provisioned_model_name = "desk"
  model_arn              = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-test-1-v1:0"
  model_units            = 1
}
