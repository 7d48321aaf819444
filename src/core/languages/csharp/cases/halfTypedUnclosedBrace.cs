class A { void M() { before(); var r = new Request { ModelId = "m", Config = new Config { Max = 2 }; after(); } }
