const service = create();
export = service;
