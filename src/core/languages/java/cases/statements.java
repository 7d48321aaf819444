class Statements {
    StringBuilder log = new StringBuilder();

    void all(String name, List<String> items) {
        StringBuilder prompt = new StringBuilder("Start ");
        prompt.append("a").append(name);
        log.append(1);
        use(prompt.toString(), new StringBuilder().append("b").append(name).toString());
        String text;
        text = name;
        text += "!";
        int count = 0;
        count++;
        this.count = count = 5;
        if (name.isEmpty()) first(); else if (count == 1) { second(); } else third();
        for (int i = 0; i < 3; i++) loop(i);
        for (String item : items) { loop(item); }
        while (more()) next();
        do { again(); } while (count < 3);
        outer:
        for (;;) { break outer; }
        switch (name) {
            case "a":
            case "b":
                both();
                break;
            default:
                other();
        }
        switch (count) {
            case 1 -> one();
            default -> { many(); }
        }
        try (var in = open(name); in) {
            read(in);
        } catch (IOException | RuntimeException e) {
            failed(e);
        } finally {
            closed();
        }
        synchronized (this) { locked(); }
        assert count > 0 : name;
        items.forEach(item -> each(item));
        builder.model(name).cap(5);
        if (count > 5) throw new IllegalStateException(message());
        record Pair(String a, int b) {}
        use(new Pair("x", 1).a());
        return;
    }
}
