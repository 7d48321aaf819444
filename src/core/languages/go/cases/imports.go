package bedrock

import "context"

import (
	"fmt"
	_ "embed"
	. "strings"

	brtypes "github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
	"github.com/sashabaranov/go-openai"
	"gopkg.in/yaml.v3"
	"example.com/models/v2"
)
