locals {
  a = before()
}
resource "thing" "one" {
  list = ["a" "b"]
}
locals {
  b = after()
}
