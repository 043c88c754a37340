import { seedTestChain, type TestChain, type TestChainOptions } from "@balcao/db/testing/seed-test-chain";
import { type Network, startNetwork } from "./network.ts";
import { freePort } from "./ports.ts";
import { type Product, type ProductOptions, startProduct } from "./product.ts";

/** The product with a chain in it, and the network through which browsers reach it. */
export interface NetworkedProduct {
  readonly product: Product;
  readonly network: Network;
  readonly chain: TestChain;
  readonly stop: () => Promise<void>;
}

/** Starts the product behind a network and seeds its chain. */
export async function startNetworkedProduct(
  chainOptions: TestChainOptions,
  options: Omit<ProductOptions, "publicPort"> = {},
): Promise<NetworkedProduct> {
  const port = await freePort();
  const product = await startProduct({ ...options, publicPort: port });
  const network = await startNetwork(port, () => product.port);
  const chain = await seedTestChain(product.databaseUrl, chainOptions);
  return {
    product,
    network,
    chain,
    stop: async () => {
      await network.close();
      await product.stop();
    },
  };
}
