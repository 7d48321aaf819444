"""Settings of the support service."""

import os

REGION = os.environ.get("AWS_REGION", "eu-central-1")
ANSWER_MODEL = "eu.anthropic.claude-sonnet-4-6"
CLASSIFIER_MODEL = os.environ.get("CLASSIFIER_MODEL", "eu.amazon.nova-lite-v1:0")
