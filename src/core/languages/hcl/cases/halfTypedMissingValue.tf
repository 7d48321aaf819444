locals {
  a = before()
}
resource "thing" "one" {
  name =
}
locals {
  b = after()
}
