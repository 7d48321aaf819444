# What a module declares.
variable "model" {
  type        = string
  default     = "a-model" // in use
  description = "Which model"
}

locals {
  name    = "x-${var.model}"
  prompts = { first = { cap = 300 }, second = { cap = 200 } }
}

/* A resource of several. */
resource "thing" "one" {
  for_each = local.prompts
  count    = var.on ? 1 : 0
  name     = each.key
  cap      = each.value.cap

  variant {
    text = "a"
  }
  variant {
    text = "b"
  }
  single { deep { x = 1 } }

  dynamic "part" {
    for_each = var.parts
    content {
      name = part.value.name
      key  = part.key
    }
  }
  dynamic "other" {
    for_each = var.others
    iterator = it
    content { id = it.value }
  }
}

data "source" "s" {
  id = thing.one["first"].id
}

module "m" {
  source = "./modules/m"
  model  = data.source.s.id
}

provider "aws" {
  region = "eu-west-1"
}

output "out" {
  value = module.m.result
}

terraform {
  required_version = ">= 1.0"
}
