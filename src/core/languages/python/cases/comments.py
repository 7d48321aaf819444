#!/usr/bin/env python
# bedrock-cost-lint-ignore sizing/output-cap: told by the caller
client.converse(  # why
    modelId=MODEL,
    #: doc
    messages=[],  ## last
)
