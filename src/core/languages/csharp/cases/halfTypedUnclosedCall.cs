class A { void M() { before(); client.Ask("a", new Request { ModelId = "m" }; after(); } }
