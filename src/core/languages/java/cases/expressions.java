class Expressions {
    void all(String name, java.util.List<String> items) {
        numbers(1_000, 0x10, 017, 512L, 0.5f, 1e3, -1, +2, 'c');
        texts("a\n\"b\"", "\u0041\101", "sum " + name + 1, "a" + ("b" + name));
        block("""
            Hello, "%s":
              indented \
            joined\tend
            """);
        fill("""
            Dear %s,
            you are %.1f%% done.%n""".formatted(name, 0.5));
        fill(String.format("%2$s and %1$d", 1, name), String.format(Locale.US, "%d", 5), String.format(name, 1));
        fill(MessageFormat.format("{0}", name));
        choose(name != null ? name : "x", (String) name, name instanceof String text && !text.isEmpty());
        choose(name.equals("a"), "b".equalsIgnoreCase(name), Objects.equals(name, "c"), !true);
        optional(Optional.ofNullable(name).orElse("d"), find().orElseGet(() -> "e"), find().orElseThrow());
        optional(Objects.requireNonNullElse(name, "f"), System.getProperty("g", "h"));
        variables(System.getenv("A"), System.getenv().getOrDefault("B", "c"));
        lists(List.of("a", name), Arrays.asList(1, 2), new ArrayList<>(items), new String[] {"a"}, items.get(0), items);
        maps(Map.of("a", 1, "b", name), Map.ofEntries(Map.entry("c", 2)), new HashMap<>(), new JSONObject());
        maps(mapper.createObjectNode(), new HashMap<String, Object>() {{ put("a", 1); put("b", name); }});
        joined(String.join(", ", items), String.join("-", "a", "b"), items.stream().collect(Collectors.joining("\n")));
        functions(x -> x.y(1), (a, b) -> { return a; }, this::all, String::valueOf, (String s) -> s, ArrayList::new);
        made(new Request(name), Request.builder().model(name).build(), new Request(1) { void run() { inside(); } });
        packaged(software.amazon.awssdk.regions.Region.US_EAST_1);
        String chosen = switch (name) {
            case "a", "b" -> "first";
            case "c" -> {
                log(name);
                yield "second";
            }
            default -> throw new IllegalStateException();
        };
        int index = items[0], sum = 6 * 7 / 2 % 5 << 1;
    }
}
