locals {
  a = before()
}
resource "thing" "one" {
  part {
    name = "x"
}
locals {
  b = after()
}
