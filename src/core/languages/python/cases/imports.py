import boto3
import os.path, json as j
import botocore.config as config
from . import prompts
from .. import shared as common
from .config import MODEL, LIMIT as MAX_TOKENS
from ..settings.aws import *
from __future__ import annotations
from a . b import (
    c,  # one of two
    d as e,
)

try:
    import orjson as json
except ImportError:
    import json


def late():
    from anthropic import AnthropicBedrock

    return AnthropicBedrock()
