locals {
  a = before()
}
resource "thing" "one" {
  na
}
locals {
  b = after()
}
