// bedrock-cost-lint-ignore sizing/use-max-tokens: short answers
/* A block
   of two lines */
fun ask() { // at the end
    call(/* inside */ 1)
}
