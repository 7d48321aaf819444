locals {
  a = before()
}
resource "thing" "one" {
  name = "x
}
locals {
  b = after()
}
