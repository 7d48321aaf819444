locals {
  numbers = [1, -2, 1.5, 3 * 4, 7 / 2, 2 + 3, var.n - 1]
  truths  = [true, false, null, !var.a, var.a == "x", var.a != 1, var.a && var.b, var.a || var.b, var.n > 3]
  texts   = ["plain", "a\tb \"c\" \\ $${x} %%{y}", "\u00e9", "${var.only}", "${upper(var.x)}!"]
  chosen  = var.on ? "a" : "b"
  objects = { a = 1, "b" : 2, (var.k) = 3, c = { d = null } }
  paths   = [local.a.b[0].c["d"], aws_x.y.z, aws_x.y[0].z, aws_x.y[*].z, local.list.0, "${path.module}/x.txt"]
  loops   = [for v in var.list : lower(v) if v != "x"]
  pairs   = [for k, v in var.map : "${k}=${v.name}"]
  made    = { for k, v in var.map : k => v.id... }
  calls   = [join(",", var.l), split(",", "a,b"), replace(var.s, "a", "b"), lookup(var.m, "k", "d"), element(var.l, 1)]
  more    = [merge(var.m, { a = 1 }), concat(var.l, ["x"]), coalesce(var.a, "b"), try(var.a.b, null), one(var.l)]
  files   = [file("./p.txt"), templatefile("${path.module}/p.tpl", { name = "x" }), jsonencode({ a = [1] })]
  grouped = (var.a)
  plain   = <<EOT
  Keeps its indentation, ${var.name}.
EOT
  indented = <<-EOT
    First \n line
      deeper $${x}
    %{if var.on}yes ${var.a}%{else}no%{endif}
    %{for x in var.l}${x}%{endfor}
  EOT
}
