<?php
// one
$a = 1; # behind
/* several
lines */
/** documented */
$b = 2;
