class Expressions {
    suspend fun all(name: String?, items: List<String>) {
        numbers(1_000, 0x10, 512L, 0.5f, -1, 'c', true, null)
        texts("a\n\"b\" \$5 $name and ${name.length}", "sum " + name + 1, """raw "$name" ${"$"}5""")
        choose(if (name == null) "x" else "y", name ?: "z", name!!.length, name as String)
        val picked = when (name) {
            "a", "b" -> "first"
            is String -> {
                log(name)
                "second"
            }
            else -> throw IllegalStateException()
        }
        val decided = when {
            name == "a" -> 1
            else -> 2
        }
        val attempt = try { risky() } catch (e: Exception) { other() }
        lists(listOf("a", name), mutableListOf<String>(), arrayOf(1), listOf(*items))
        maps(mapOf("a" to 1, "b" to name), mutableMapOf<String, Any>(), pairs to name)
        functions({ x: Int -> x + 1 }, { it.name }, ::all)
        items.map { it.length }.joinToString(", ") { number -> "$number" }
        client.converse {
            modelId = name
            inferenceConfig { maxTokens = 500 }
            messages = listOf(Message { role = ConversationRole.User })
        }
        Client { region = "us-east-1" }.use { client -> client.send(name) }
        builder().apply { modelId(name) }.build()
        variables(System.getenv("A") ?: "b", System.getenv().getOrDefault("C", "d"))
        request.options[0] = items[1]
        name?.let { inside(it) }
        "%s and %d".format(name, 5)
        val handler = object : Handler {
            override fun handle() {
                handled()
            }
        }
        val (first, second) = pair
        named(first, cap = second) { last() }
    }
}
