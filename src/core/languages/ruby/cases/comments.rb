# one
a = 1 # behind
=begin
several
lines
=end
b = 2
