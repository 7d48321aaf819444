fun statements(name: String, items: List<String>): String {
    var text = "a"
    text += name
    if (text == "b") {
        one()
    } else if (text == "c") {
        two()
    } else {
        three()
    }
    when (text) {
        "a" -> four()
        in listOf("b", "c") -> five()
        else -> six()
    }
    for (item in items) each(item)
    for ((key, value) in pairs()) both(key, value)
    while (more()) next()
    do {
        again()
    } while (text.isEmpty())
    try {
        risky()
    } catch (e: Exception) {
        failed(e)
    } finally {
        closed()
    }
    items.forEach { each(it) }
    fun local(x: Int) = x
    class Inner(val y: Int)
    return run { local(Inner(5).y).toString() }
}
