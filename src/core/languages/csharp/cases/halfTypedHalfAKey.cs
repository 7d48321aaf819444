class A { void M() { before(); var r = new Request { ModelId = "m", Inf }; after(); } }
